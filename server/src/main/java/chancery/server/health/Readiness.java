package chancery.server.health;

import chancery.store.KeyValue;
import chancery.store.Partition;
import chancery.store.Space;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Whether requests can be served now, and why not.
public final class Readiness {
    private final KeyValue store;
    private final Path data;
    private final long diskReserveBytes;
    private volatile boolean serving;

    /// @param diskReserveBytes how much room the disk must have
    public Readiness(KeyValue store, Path data, long diskReserveBytes) {
        this.store = store;
        this.data = data;
        this.diskReserveBytes = diskReserveBytes;
    }

    /// All parts are there and the door is open.
    public void opened() {
        serving = true;
    }

    /// The door closes.
    public void closing() {
        serving = false;
    }

    /// What is in the way; empty when nothing is.
    public List<String> obstacles() {
        List<String> obstacles = new ArrayList<>();
        if (!serving) {
            obstacles.add("starting or stopping");
            return obstacles;
        }
        try {
            store.get(new Partition("server").key(Space.META, "probe"));
        } catch (RuntimeException e) {
            obstacles.add("the store does not answer");
        }
        try {
            long free = Files.getFileStore(data).getUsableSpace();
            if (free < diskReserveBytes) {
                obstacles.add("the disk has " + (free >> 20) + " MiB left");
            }
        } catch (IOException e) {
            obstacles.add("the disk does not answer");
        }
        return obstacles;
    }
}
