"""Looking at everything that the intake stands on, for `intake doctor`, and at why one mail got no receipt."""
