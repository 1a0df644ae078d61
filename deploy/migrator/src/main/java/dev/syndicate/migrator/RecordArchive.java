package dev.syndicate.migrator;

import dev.syndicate.contracts.chain.BundleManifest;
import dev.syndicate.contracts.chain.BundleVerifier;
import dev.syndicate.contracts.chain.BundleWriter;
import dev.syndicate.contracts.chain.ChainRecord;
import dev.syndicate.contracts.chain.ChainVerdict;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.digest.Digest;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The archive of a range: written from the database, on disk before anything is removed, and checked as strangers would. */
final class RecordArchive {

    private static final int PAGE = 1000;

    private final Connection connection;
    private final ApprovedRange range;

    RecordArchive(Connection connection, ApprovedRange range) {
        this.connection = connection;
        this.range = range;
    }

    /** Writes the archive and answers where; what lies there from an earlier try with the approved digest is kept. */
    Path write(Path directory) throws IOException, SQLException {
        Files.createDirectories(directory);
        Path file = directory.resolve(range.fileName());
        if (Files.notExists(file) || !digest(file).equals(range.archive())) {
            Path part = directory.resolve(range.fileName() + ".part");
            writeAndSync(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** Throws unless the file is the approved one and verifies under the trusted key. */
    void check(Path file, NoteVerificationKey trusted) throws IOException {
        Digest found = digest(file);
        if (!found.equals(range.archive())) {
            throw new MigrationFailedException(
                    "%s has the digest %s; approved is %s: the records are not the ones that two people let go"
                            .formatted(file, found, range.archive()));
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            if (!(BundleVerifier.verify(in, trusted) instanceof ChainVerdict.Intact)) {
                throw new MigrationFailedException(file + " does not verify under the trusted key; nothing is removed");
            }
        }
    }

    private void writeAndSync(Path part) throws IOException, SQLException {
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private void writeTo(OutputStream out) throws IOException, SQLException {
        SignedNote note = note();
        Checkpoint head = Checkpoint.parse(note.text());
        BundleWriter writer = new BundleWriter(
                out, BundleManifest.range(head.logOrigin(), before(), head.size() - range.first(), List.of(note)));
        try (PreparedStatement select = pages("""
                SELECT header, body FROM audit.record WHERE sequence >= ? AND sequence < ? ORDER BY sequence
                """, range.first(), range.checkpointSize());
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                writer.write(new ChainRecord(rows.getBytes("header"), rows.getBytes("body")));
            }
        }
    }

    /** Everything in front of the range, from the leaves, which are never removed. */
    private CompactRange before() throws SQLException {
        CompactRange before = CompactRange.empty();
        try (PreparedStatement select = pages("""
                SELECT hash FROM audit.leaf WHERE sequence >= ? AND sequence < ? ORDER BY sequence
                """, 0, range.first());
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                before.append(Hash.of(rows.getBytes("hash")));
            }
        }
        return before;
    }

    private SignedNote note() throws SQLException {
        try (PreparedStatement select = pages("""
                SELECT note FROM audit.checkpoint WHERE epoch = ? AND size = ?
                """, range.epoch(), range.checkpointSize());
                ResultSet rows = select.executeQuery()) {
            if (!rows.next()) {
                throw new MigrationFailedException(
                        "the checkpoint of the archive is gone: size " + range.checkpointSize());
            }
            return SignedNote.parse(rows.getString("note"));
        }
    }

    private PreparedStatement pages(String sql, long one, long two) throws SQLException {
        PreparedStatement select = connection.prepareStatement(sql);
        select.setFetchSize(PAGE);
        select.setLong(1, one);
        select.setLong(2, two);
        return select;
    }

    private static Digest digest(Path file) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Digest.ofHash(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform is required to have SHA-256", e);
        }
    }
}
