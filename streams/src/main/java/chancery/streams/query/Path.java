package chancery.streams.query;

import chancery.streams.name.ContainerId;
import chancery.streams.record.StoredRecord;
import chancery.streams.value.Datum;
import chancery.streams.value.PropertyType;

import java.util.Optional;

/// What a question looks at in a record.
public sealed interface Path {
    /// The value there; empty when the record has none.
    Optional<Datum> of(StoredRecord record);

    /// What every record has.
    enum Top implements Path {
        SPACE("space"),
        EXTERNAL_ID("externalId"),
        CREATED_TIME("createdTime"),
        LAST_UPDATED_TIME("lastUpdatedTime");

        private final String wire;

        Top(String wire) {
            this.wire = wire;
        }

        static Optional<Top> find(String wire) {
            for (Top top : values()) {
                if (top.wire.equals(wire)) {
                    return Optional.of(top);
                }
            }
            return Optional.empty();
        }

        /// Whether this is a moment, in milliseconds.
        public boolean time() {
            return this == CREATED_TIME || this == LAST_UPDATED_TIME;
        }

        @Override
        public Optional<Datum> of(StoredRecord record) {
            return Optional.of(
                    switch (this) {
                        case SPACE -> new Datum.Text(record.id().space().value());
                        case EXTERNAL_ID -> new Datum.Text(record.id().externalId());
                        case CREATED_TIME -> new Datum.Whole(record.createdTime());
                        case LAST_UPDATED_TIME -> new Datum.Whole(record.lastUpdatedTime());
                    });
        }
    }

    /// A property of a container.
    record Property(ContainerId container, String name, PropertyType type) implements Path {
        @Override
        public Optional<Datum> of(StoredRecord record) {
            return record.content().find(container, name);
        }
    }
}
