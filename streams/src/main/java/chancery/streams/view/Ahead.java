package chancery.streams.view;

import chancery.streams.answer.Question;
import chancery.streams.truth.Change;
import chancery.streams.truth.Place;
import chancery.streams.truth.Status;
import chancery.streams.truth.StreamTruth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What happened in a stream after the moment of its view: rows that are old since then, and the
/// newest changes. Only when it is little: then it is read sooner than the view takes it in.
///
/// The view may have gone on in the meantime, and the stream as well. Whoever puts both together
/// asks again when one of the records is not there any more.
///
/// @param gone the numbers of rows that were superseded up to the moment of the question
record Ahead(Set<Long> gone, List<Change> changes) {
    /// Of rows, and of changes.
    static final int MOST = 100;

    private static final int INDEX_MAX = 0xffff;
    private static final Ahead NOTHING = new Ahead(Set.of(), List.of());

    /// @param position of the view
    /// @return empty when it is much, or the log does not tell it
    static Optional<Ahead> of(StreamTruth truth, long position) {
        long tail = truth.tail();
        if (tail <= position) {
            return Optional.of(NOTHING);
        }
        if (tail - position > MOST) {
            return Optional.empty();
        }
        // The changes first: of them it is soon known that they are many.
        return changes(truth, position)
                .flatMap(
                        changes ->
                                truth.superseded(position, tail)
                                        .filter(gone -> gone.size() <= MOST)
                                        .map(gone -> with(gone, changes)));
    }

    private static Ahead with(List<Place> gone, List<Change> changes) {
        return new Ahead(gone.stream().map(Grid::number).collect(Collectors.toSet()), changes);
    }

    private static Optional<List<Change>> changes(StreamTruth truth, long after) {
        List<Change> changes = new ArrayList<>();
        truth.each(
                new Place(after, INDEX_MAX),
                change -> {
                    changes.add(change);
                    return changes.size() <= MOST;
                });
        return changes.size() <= MOST ? Optional.of(changes) : Optional.empty();
    }

    /// The rows that are meant, by number, of those that the view has and those that it will have.
    List<Long> with(List<Long> rows, Question question) {
        Set<Long> all = rows.stream().filter(n -> !gone.contains(n)).collect(Collectors.toSet());
        changes.stream()
                .filter(change -> change.status() != Status.DELETED)
                .filter(change -> question.holds(change.record()))
                .forEach(change -> all.add(Grid.number(change.place())));
        return all.stream().sorted().toList();
    }
}
