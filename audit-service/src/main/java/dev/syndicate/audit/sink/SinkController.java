package dev.syndicate.audit.sink;

import dev.syndicate.audit.checkpoint.Checkpoints;
import dev.syndicate.audit.sink.Cursors.Cursor;
import dev.syndicate.contracts.chain.Checkpoint;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sinks")
class SinkController {

    private final Cursors cursors;
    private final Sinks sinks;
    private final Checkpoints checkpoints;

    SinkController(Cursors cursors, Sinks sinks, Checkpoints checkpoints) {
        this.cursors = cursors;
        this.sinks = sinks;
        this.checkpoints = checkpoints;
    }

    /**
     * How far a sink got.
     *
     * @param type absent when this process has no such sink configured
     * @param format absent when this process has no such sink configured
     * @param next the next sequence to send
     * @param behind signed records that it has not come to yet
     * @param movedAt when it last moved on
     * @param failure why this process could not send last; absent when it could, or did not try
     */
    record SinkView(
            String name,
            @Nullable String type,
            @Nullable String format,
            long next,
            long behind,
            Instant movedAt,
            @Nullable String failure) {}

    @Operation(summary = "The sinks, and how far each got")
    @GetMapping("/v1/sinks")
    List<SinkView> sinks() {
        long signed = checkpoints
                .latest()
                .map(note -> Checkpoint.parse(note.text()).size())
                .orElse(0L);
        return cursors.all().stream().map(cursor -> view(cursor, signed)).toList();
    }

    private SinkView view(Cursor cursor, long signed) {
        Optional<SinkFollower> follower = sinks.find(cursor.name());
        Optional<Sink> sink = follower.map(SinkFollower::sink);
        return new SinkView(
                cursor.name(),
                sink.isPresent() ? sink.get().settings().type().name().toLowerCase(java.util.Locale.ROOT) : null,
                sink.isPresent() ? sink.get().format() : null,
                cursor.next(),
                Math.max(0, signed - cursor.next()),
                cursor.movedAt(),
                follower.isPresent() && !follower.get().failure().isEmpty()
                        ? follower.get().failure()
                        : null);
    }
}
