"""Reports: what people read. Functions from results to text; results know nothing of them."""
