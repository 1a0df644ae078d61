package dev.syndicate.approval.change;

import dev.syndicate.approval.reading.Comparison;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.CommandFiles;
import dev.syndicate.contracts.action.Operand;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.view.Masks;
import dev.syndicate.platform.content.ContentErasedException;
import dev.syndicate.platform.content.ContentUnavailableException;
import dev.syndicate.platform.content.PreImageStore;
import dev.syndicate.platform.eventstore.OutsideTransaction;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Shows changes in their place. This stands beside the view and is no part of it: it has no part in the view's digest, nobody
 * has to have seen it, and without it a request is what it was.
 */
@Component
public class FileChanges {

    private final PreImageStore files;

    FileChanges(PreImageStore files) {
        this.files = files;
    }

    /** What the action makes of each file that came with it, and of those that are not there yet. */
    public List<FileChange> of(ActionId id, CanonicalAction action, Masks masks) {
        OutsideTransaction.require("Reading files");
        if (!action.commitments().isEmpty()) {
            return List.of();
        }
        Map<String, Rewrite> rewrites = Rewrites.of(action);
        List<FileChange> changes = new ArrayList<>();
        for (String target : action.targets().stream().distinct().toList()) {
            Optional.ofNullable(rewrites.get(target))
                    .flatMap(rewrite -> operand(action, target).flatMap(operand -> change(id, operand, rewrite, masks)))
                    .ifPresent(changes::add);
        }
        return changes;
    }

    private static Optional<Operand> operand(CanonicalAction action, String target) {
        String resolved = CommandFiles.resolved(action.context().cwd(), target);
        return action.operands().stream()
                .filter(operand ->
                        operand.path().equals(target) || operand.path().equals(resolved))
                .findFirst();
    }

    private Optional<FileChange> change(ActionId id, Operand operand, Rewrite rewrite, Masks masks) {
        Digest digest = operand.digest();
        if (masks.finds(operand.path())) {
            return Optional.empty();
        }
        return digest == null
                ? Optional.of(created(operand.path(), rewrite.of("")))
                : bytes(id, operand.path(), digest, rewrite, masks);
    }

    private static FileChange created(String path, Rewritten rewritten) {
        return switch (rewritten) {
            case Rewritten.Text _ ->
                FileChange.noted(path, "", "There was no such file when the tool asked: it would be made.");
            case Rewritten.Impossible _ ->
                FileChange.warned(
                        path, "", "There was no such file when the tool asked, so there is nothing to change.");
        };
    }

    private Optional<FileChange> bytes(ActionId id, String path, Digest digest, Rewrite rewrite, Masks masks) {
        try {
            return files.find(id, digest).map(bytes -> text(path, digest.toString(), bytes, rewrite, masks));
        } catch (ContentErasedException erased) {
            return Optional.of(FileChange.noted(path, digest.toString(), "The file's content was erased."));
        } catch (ContentUnavailableException lost) {
            return Optional.of(FileChange.noted(
                    path, digest.toString(), "The file's content was sent, and can no longer be read."));
        }
    }

    private static FileChange text(String path, String digest, byte[] bytes, Rewrite rewrite, Masks masks) {
        return decoded(bytes)
                .map(before -> compared(path, digest, before, rewrite.of(before), masks))
                .orElseGet(() -> FileChange.noted(
                        path, digest, "The file is no text in UTF-8, so no lines of it can be compared."));
    }

    private static FileChange compared(String path, String digest, String before, Rewritten rewritten, Masks masks) {
        return switch (rewritten) {
            case Rewritten.Impossible impossible -> FileChange.warned(path, digest, impossible.why());
            case Rewritten.Text after
            when after.value().equals(before) -> FileChange.noted(path, digest, "The file would stay as it is.");
            case Rewritten.Text after
            when masks.finds(before) || masks.finds(after.value()) ->
                FileChange.noted(
                        path,
                        digest,
                        "Policy masks secrets that are in the file, so no lines of it are compared here.");
            case Rewritten.Text after ->
                Comparison.ofFile(before, after.value())
                        .map(comparison -> FileChange.compared(path, digest, comparison))
                        .orElseGet(() -> FileChange.noted(
                                path, digest, "More lines of the file differ than can be shown in their place."));
        };
    }

    /** A file with a zero byte is no text, whatever the rest is. */
    private static Optional<String> decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException invalid) {
            return Optional.empty();
        }
    }
}
