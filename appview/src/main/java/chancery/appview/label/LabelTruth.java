package chancery.appview.label;

import chancery.appview.truth.Codec;
import chancery.appview.truth.Kept;
import chancery.appview.truth.Place;
import chancery.appview.truth.Shelf;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Datetime;
import chancery.atproto.syntax.Did;
import chancery.store.Batch;
import chancery.store.KeyValue;
import chancery.store.Outcome;
import chancery.store.Partition;
import chancery.store.Space;

import java.util.List;
import java.util.Optional;

/// What labelers said, how far they were heard, and who is heard at all: one partition, so that
/// labels and cursor move together.
final class LabelTruth {
    private static final String ONLY = "labels";

    private final KeyValue store;
    private final Shelf<Label> labels;
    private final Shelf<Long> cursors;
    private final Shelf<Long> positions;
    private final Shelf<Subscription> subscriptions;

    LabelTruth(KeyValue store) {
        this.store = store;
        Place place = new Place(store, new Partition("appview-labels"), Space.META);
        labels = new Shelf<>(place, "label", LABEL);
        cursors = new Shelf<>(place, "labeler-cursor", NUMBER);
        positions = new Shelf<>(place, "label-position", NUMBER);
        subscriptions = new Shelf<>(place, "labeler", Subscription.CODEC);
    }

    private static final Codec<Long> NUMBER =
            new Codec<>() {
                @Override
                public Value.Map encode(Long row) {
                    return Value.Map.builder().put("n", row.longValue()).build();
                }

                @Override
                public Long decode(Value.Map kept) {
                    return Kept.integer(kept, "n");
                }
            };

    private static final Codec<Label> LABEL =
            new Codec<>() {
                @Override
                public Value.Map encode(Label row) {
                    Value.Map.Builder kept =
                            Value.Map.builder()
                                    .put("src", row.src().value())
                                    .put("uri", row.uri())
                                    .put("val", row.val())
                                    .put("cts", row.cts().value());
                    row.exp().ifPresent(exp -> kept.put("exp", exp.value()));
                    return kept.build();
                }

                @Override
                public Label decode(Value.Map kept) {
                    return new Label(
                            Did.parse(Kept.text(kept, "src")),
                            Kept.text(kept, "uri"),
                            Kept.text(kept, "val"),
                            Label.Effect.GIVEN,
                            Datetime.parse(Kept.text(kept, "cts")),
                            kept.text("exp").map(Datetime::parse));
                }
            };

    Shelf<Subscription> subscriptions() {
        return subscriptions;
    }

    long position() {
        return positions.find(ONLY).orElse(0L);
    }

    long cursor(Did labeler) {
        return cursors.find(labeler.value()).orElse(0L);
    }

    /// Forgets how far a labeler was heard.
    void forget(Did labeler) {
        cursors.remove(labeler.value());
    }

    List<Shelf.Entry<Label>> page(String after, int max) {
        return labels.page(after, max);
    }

    /// Labels of one labeler, from the first on.
    List<Shelf.Entry<Label>> of(Did labeler, int max) {
        String first = labeler.value() + " ";
        return labels.page(first, max).stream()
                .filter(entry -> entry.id().startsWith(first))
                .toList();
    }

    Optional<Label> find(String id) {
        return labels.find(id);
    }

    /// Keeps what a labeler said, in its order, together with how far it was heard; whether the
    /// subscription was still the same.
    boolean keep(Subscription of, List<Label> said, long cursor, long position) {
        Batch batch = new Batch();
        subscriptions.require(batch, of.did().value(), of);
        for (Label label : said) {
            switch (label.effect()) {
                case GIVEN -> labels.put(batch, label.id(), label);
                case TAKEN_BACK -> labels.delete(batch, label.id());
            }
        }
        cursors.put(batch, of.did().value(), cursor);
        positions.put(batch, ONLY, position);
        return store.commit(batch) instanceof Outcome.Committed;
    }

    /// Drops labels, unless one of them is another one by now; whether that was so.
    boolean drop(List<Shelf.Entry<Label>> gone, long position) {
        Batch batch = new Batch();
        for (Shelf.Entry<Label> entry : gone) {
            labels.require(batch, entry.id(), entry.row());
            labels.delete(batch, entry.id());
        }
        positions.put(batch, ONLY, position);
        return store.commit(batch) instanceof Outcome.Committed;
    }

    void move(long position) {
        positions.put(ONLY, position);
    }
}
