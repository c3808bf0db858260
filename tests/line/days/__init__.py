"""Three days that people live through with the product, told as tests."""
