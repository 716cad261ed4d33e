"""What may be fetched from the network, and how. Imported only for a URL: TLS and HTTP cost the start 50 ms."""
