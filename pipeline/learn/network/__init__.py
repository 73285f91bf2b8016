"""Train the network (spaCy) on annotated documents. Nothing that runs imports this."""
