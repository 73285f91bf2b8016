"""Learning from annotations: gold, scores (and later training, promotion). No CLI inside."""
