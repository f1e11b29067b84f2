package chancery.atproto.net;

import java.util.List;

/// Text records of a name.
public interface Dns {
    /// The TXT records of this name, each joined from its parts; empty when there are none.
    ///
    /// @throws FetchException when no name server answered in time
    List<String> txt(String name);
}
