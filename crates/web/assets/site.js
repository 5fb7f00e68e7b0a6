// The first module.
