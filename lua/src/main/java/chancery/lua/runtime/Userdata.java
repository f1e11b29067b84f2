package chancery.lua.runtime;

/// A thing of the host that a script can hold and hand back, and do nothing else with.
public final class Userdata extends Reference {
    /// JSON's `null`: truthy, unequal to nil, printed as `userdata: (nil)`.
    public static final Userdata NULL = new Userdata();

    private Userdata() {}
}
