"""Figures of the book: each public function returns a matplotlib Figure."""
