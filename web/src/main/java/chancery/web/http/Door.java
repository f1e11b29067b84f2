package chancery.web.http;

/// Which part of the server answers a path.
public enum Door {
    SERVER,
    PDS,
    APPVIEW,
    STREAMS
}
