"""The whole way of a voice: microphone, engine, exchange, another telephone, speaker, and back."""
