package chancery.streams.access;

/// What a capability is about.
public enum Acl {
    STREAMS("streamsAcl"),
    STREAM_RECORDS("streamRecordsAcl"),
    DATA_MODELS("dataModelsAcl");

    private final String wire;

    Acl(String wire) {
        this.wire = wire;
    }

    /// The name on the wire.
    public String wire() {
        return wire;
    }

    /// What a capability lets its holder do.
    public enum Action {
        READ,
        WRITE,
        CREATE,
        DELETE
    }
}
