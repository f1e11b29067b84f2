package chancery.appview.script.record;

import chancery.appview.record.RepoWrite;
import chancery.atproto.syntax.Did;

import java.util.List;

/// A record of a script that is ready to be written.
record RecordWrite(RecordTable record, Did repo, RepoWrite write) {
    /// Equal for two that write the same record.
    Object name() {
        return write.named()
                .<Object>map(key -> List.of(repo, write.collection(), key))
                .orElse(record.table());
    }
}
