package chancery.lua.runtime;

/// A thread of a script's own, which runs when it is resumed.
public abstract class Coroutine extends Reference {}
