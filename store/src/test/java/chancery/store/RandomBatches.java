package chancery.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Batches of every kind of change over few keys, so that they meet, for comparing an engine with
/// the memory engine.
public final class RandomBatches {
    private static final List<Space> SPACES = List.of(Space.REPO, Space.BLOCK, Space.INDEX);
    private static final String[] LOGS = {"events", "changes"};

    private final RandomGenerator random;
    private final Partition[] partitions = {
        new Partition("a"), new Partition("ab"), new Partition("did:web:b.test")
    };

    public RandomBatches(RandomGenerator random) {
        this.random = random;
    }

    /// A batch within one partition; its conditions hold or not by what the model has.
    public Batch next(Reader model) {
        Partition partition = partitions[random.nextInt(partitions.length)];
        Batch batch = new Batch();
        for (int i = random.nextInt(3); i > 0; i--) {
            require(batch, key(partition), model);
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            change(batch, partition);
        }
        return batch;
    }

    /// All that a store holds, as text.
    public static List<String> dump(KeyValue store) {
        List<String> out = new ArrayList<>();
        for (Space space : Space.values()) {
            Range all = new Range(space, new byte[0], null);
            StoreContract.walk(store, all, Reader.Direction.ASCENDING)
                    .forEach(row -> out.add(space + " " + row));
        }
        for (String log : LOGS) {
            out.add(log + " " + store.log(log).tail());
            out.addAll(StoreContract.entries(store, log, 0));
        }
        return out;
    }

    private void require(Batch batch, Key key, Reader model) {
        byte[] found = model.get(key).orElse(null);
        boolean wrong = random.nextInt(8) == 0;
        if (found == null) {
            if (wrong) {
                batch.requireEqual(key, value());
            } else {
                batch.requireAbsent(key);
            }
        } else {
            batch.requireEqual(key, wrong ? value() : found);
        }
    }

    private void change(Batch batch, Partition partition) {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> batch.put(key(partition), value());
            case 4, 5 -> batch.delete(key(partition));
            case 6 -> {
                if (random.nextInt(5) == 0) {
                    batch.deletePartition(space(), partition);
                }
            }
            case 7, 8 -> append(batch, partition);
            case 9 -> batch.erase(log(), List.of(1L + random.nextInt(300)));
            case 10 -> {
                if (random.nextInt(10) == 0) {
                    batch.trim(log(), 1 + random.nextInt(300));
                }
            }
            default -> {
                if (random.nextInt(30) == 0) {
                    batch.jump(log(), 1 + random.nextInt(400));
                }
            }
        }
    }

    private void append(Batch batch, Partition partition) {
        byte[] value = new byte[8 + random.nextInt(40)];
        random.nextBytes(value);
        int append = batch.append(log(), value, new Batch.Stamp(value.length - 8, 0));
        batch.putStamped(
                partition.key(space(), new byte[9]),
                List.of(new Batch.Stamp(1, append)),
                ByteBuffer.allocate(12).putInt(8, append).array(),
                List.of(new Batch.Stamp(0, append)));
    }

    private Key key(Partition partition) {
        byte[] suffix = new byte[random.nextInt(2)];
        random.nextBytes(suffix);
        return partition.key(
                space(), suffix.length == 0 ? suffix : new byte[] {(byte) (suffix[0] & 0x87)});
    }

    private byte[] value() {
        byte[] value = new byte[random.nextInt(20)];
        random.nextBytes(value);
        return value;
    }

    private Space space() {
        return SPACES.get(random.nextInt(SPACES.size()));
    }

    private String log() {
        return LOGS[random.nextInt(LOGS.length)];
    }
}
