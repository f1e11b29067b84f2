package chancery.lua.runtime;

/// A value with an identity of its own: a table, a function, a coroutine, a thing of the host.
public abstract class Reference {
    private long address;

    /// What stands for the identity in texts such as `table: 0x...`: unique in its state, given at
    /// the first call.
    public long address(State state) {
        if (address == 0) {
            address = state.nextAddress();
        }
        return address;
    }
}
