package chancery.server;

import chancery.pds.verify.Finding;
import chancery.pds.verify.PdsVerification;
import chancery.server.appview.IndexProof;
import chancery.server.config.StoreConfig;
import chancery.server.plc.HistoryCheck;
import chancery.server.verify.Report;
import chancery.store.Sealer;
import chancery.store.StoreOpenException;
import chancery.store.embedded.EmbeddedOptions;
import chancery.store.embedded.EmbeddedStore;
import chancery.store.embedded.FatalHandler;
import chancery.streams.StreamsVerification;

import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Proves a store that no server runs on: opens it, runs every check and closes it.
public final class Verification {
    private Verification() {}

    /// The reports of all checks.
    ///
    /// @throws StartException when there is no store, or a server runs on it
    public static List<Report> run(StoreConfig config, FatalHandler fatal) {
        if (!Files.isRegularFile(config.data().resolve("format"))) {
            throw new StartException(config.data() + " is no store");
        }
        try (EmbeddedStore store =
                EmbeddedStore.open(
                        config.data(), EmbeddedOptions.DEFAULT, System::nanoTime, fatal)) {
            return reports(store, config);
        } catch (StoreOpenException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private static List<Report> reports(EmbeddedStore store, StoreConfig config) {
        var random = new SecureRandom();
        var sealer = new Sealer(MasterKeys.of(config, random), List.of(), random);
        List<Report> reports = new ArrayList<>();
        for (Finding found :
                PdsVerification.run(store, store.blobs(), sealer, InstantSource.system(), random)) {
            reports.add(new Report(found.name(), found.count(), found.faults()));
        }
        reports.add(new HistoryCheck(store).run());
        reports.addAll(IndexProof.run(store));
        StreamsVerification.Finding streams = StreamsVerification.run(store);
        reports.add(new Report("records of streams", streams.records(), streams.faults()));
        ViewFiles.existing(config)
                .map(files -> StreamsVerification.view(store, files))
                .ifPresent(
                        view ->
                                reports.add(
                                        new Report(
                                                "rows of the view",
                                                view.records(),
                                                view.faults())));
        return reports;
    }
}
