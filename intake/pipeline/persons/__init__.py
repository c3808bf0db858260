"""Persons of the desk: how they enter, and what is changed of them. Every line of it stands in the intake log."""
