"""Who waits, what was promised, when people write, whether it helped: values in, values out."""
