"""What is generated or learnt: the synthetic programme, later the encoder and the weights."""
