package chancery.pds.verify;

import java.util.List;

/// What a look at one kind of thing found.
///
/// @param name of what was looked at
/// @param count how many there were
/// @param faults one line each
public record Finding(String name, long count, List<String> faults) {
    public Finding {
        faults = List.copyOf(faults);
    }
}
