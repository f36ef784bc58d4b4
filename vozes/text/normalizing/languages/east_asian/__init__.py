"""What Chinese, Japanese and Korean share: `language` brings all together."""
