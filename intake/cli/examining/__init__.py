"""Looking at everything that the intake stands on, for `intake doctor`."""
