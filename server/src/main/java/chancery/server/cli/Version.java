package chancery.server.cli;

/// Which program this is.
final class Version {
    private Version() {}

    /// The version of the jar; `development` when there is none.
    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
