"""What Vozes is run with: services, proxies, a chart for Kubernetes; and what builds its images without an engine."""
