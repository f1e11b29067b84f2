package chancery.server.records;

/// An import that cannot go on. The message is for people.
public final class ImportException extends Exception {
    private static final long serialVersionUID = 1L;

    public ImportException(String message) {
        super(message);
    }
}
