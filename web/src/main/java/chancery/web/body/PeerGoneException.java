package chancery.web.body;

import java.io.IOException;

/// The other side broke off, or was silent for too long, in the middle of a body.
public final class PeerGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    PeerGoneException(IOException cause) {
        super("the peer broke off", cause);
    }
}
