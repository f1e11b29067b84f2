package chancery.web.http;

/// What scripts of other web sites may do with a path.
public enum Cors {
    /// Everything, without cookies.
    OPEN,
    /// Nothing: for pages with cookies.
    CLOSED
}
