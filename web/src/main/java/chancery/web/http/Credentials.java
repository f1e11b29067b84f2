package chancery.web.http;

/// What a caller has to show on a path.
public enum Credentials {
    /// Nothing.
    NONE,
    /// What the method of the path says.
    BY_METHOD,
    /// A session or token.
    REQUIRED,
    /// The operator's secret.
    OPERATOR
}
