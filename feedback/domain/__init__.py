"""What Heard talks about: frozen values and enumerations, standard library only."""
