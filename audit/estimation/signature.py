"""What the trained model is called: a new training, or another encoder, is another score."""

MODEL = (("model", "mlqe-pe-ridge-2"), ("encoder", "use-multilingual-3"))
