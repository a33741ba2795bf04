"""Bad roads and wrong clocks: what a listener hears when packets are lost, late, doubled, or of another clock."""
