"""What the trained model is called: a new training, or another encoder, is another score."""

MODEL = (("model", "mlqe-pe-joint-4"), ("encoder", "use-multilingual-3"))
