package dev.syndicate.local.bench;

import dev.syndicate.cli.http.Api;
import dev.syndicate.local.OneCommitProcess;
import dev.syndicate.local.Temporary;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The measure of the gate: a request to the same web server, pool and database that makes one commit. */
final class OneCommits {

    static final String BESIDE = "one-commit request";

    private static final String BODY = "{\"permit\":\"" + "x".repeat(1024) + "\"}";

    private final Api service;

    OneCommits(Temporary stack, OneCommitProcess process) {
        this.service = Api.at(process.address());
        OneCommitProcess.createTable(stack);
    }

    void one() {
        service.postText("/v1/commits", BODY).orRefused();
    }

    /** So many clients, each for {@link Load#sustained}. */
    List<BooleanSupplier> crowd(int clients) {
        return Collections.nCopies(clients, () -> {
            one();
            return true;
        });
    }

    List<Runnable> times(int count) {
        return Collections.nCopies(count, this::one);
    }
}
