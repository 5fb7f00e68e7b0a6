//! `sauro`: the command line.

fn main() {}
