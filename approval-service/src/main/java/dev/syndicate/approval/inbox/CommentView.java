package dev.syndicate.approval.inbox;

import dev.syndicate.approval.reading.Escapes;
import dev.syndicate.approval.reading.Piece;
import dev.syndicate.contracts.approval.ApprovalCommented;
import dev.syndicate.contracts.id.CommentId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * What somebody said about a request.
 *
 * @param text as it was sent
 * @param shown the same with hidden characters spelled out as {@code [U+202E]}, line by line
 */
public record CommentView(CommentId id, Person by, Instant at, String text, String shown) {

    static CommentView of(ApprovalCommented comment) {
        return new CommentView(
                comment.comment(), comment.by(), comment.occurredAt(), comment.text(), shown(comment.text()));
    }

    private static String shown(String text) {
        return text.lines()
                .map(line ->
                        Escapes.pieces(line).stream().map(CommentView::plain).collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    private static String plain(Piece piece) {
        return piece.escaped() ? "[" + piece.text() + "]" : piece.text();
    }
}
