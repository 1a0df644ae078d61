package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.action.ActionContext.Repository;
import dev.syndicate.contracts.action.Operand;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.gateway.action.PreImage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What our shim sends: lines of facts, an empty line, and the host's own event, byte for byte.
 *
 * <pre>{@code
 * syndicate-hook/1
 * host dana-laptop
 * head 4f1c0d2e9b8a7c6d5e4f3a2b1c0d9e8f7a6b5c4d
 * operand 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a /home/dana/checkout/package.json
 * operand - /home/dana/checkout/yarn.lock
 * pre-image e30= /home/dana/checkout/package.json
 *
 * {"hook_event_name":"PreToolUse",...}
 * }</pre>
 *
 * A shell writes this without a JSON library. A path with a line break cannot be sent, and is never asked for. The bound on
 * pre-images is that on the whole body.
 */
record Envelope(Facts facts, byte[] event) {

    private static final byte[] MAGIC = "syndicate-hook/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_HEAD = 256 * 1024;
    private static final int MAX_OPERANDS = 256;
    private static final String PRE_IMAGE = "pre-image ";
    private static final int MAX_TEXT = 4096;
    private static final Pattern USER = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)[^/]*@");
    private static final Pattern MACHINE = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    /** Reads a body. Throws {@link IllegalArgumentException} where its facts are not of this form. */
    static Envelope read(byte[] body) {
        if (!startsWithMagic(body)) {
            return new Envelope(Facts.NONE, body);
        }
        int end = emptyLine(body);
        String head = text(body, MAGIC.length, end);
        return new Envelope(
                facts(head.isEmpty() ? List.of() : List.of(head.split("\n", -1))),
                Arrays.copyOfRange(body, Math.min(end + 2, body.length), body.length));
    }

    private static boolean startsWithMagic(byte[] body) {
        return body.length >= MAGIC.length && Arrays.equals(body, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** Where the line break before the empty line is. */
    private static int emptyLine(byte[] body) {
        for (int i = MAGIC.length - 1; i < body.length - 1; i++) {
            if (body[i] == '\n' && body[i + 1] == '\n') {
                return i;
            }
        }
        throw new IllegalArgumentException("the facts do not end");
    }

    private static String text(byte[] body, int from, int to) {
        try {
            return to <= from
                    ? ""
                    : StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(body, from, to - from))
                            .toString();
        } catch (CharacterCodingException invalid) {
            throw new IllegalArgumentException("a fact is no UTF-8", invalid);
        }
    }

    private static Facts facts(List<String> lines) {
        Map<String, String> single = new HashMap<>();
        Map<String, Operand> operands = new TreeMap<>();
        Map<String, PreImage> images = new TreeMap<>();
        int length = 0;
        for (String line : lines) {
            if (line.startsWith(PRE_IMAGE)) {
                PreImage image = preImage(line.substring(PRE_IMAGE.length()));
                images.put(image.path(), image);
                continue;
            }
            length += line.length() + 1;
            int space = line.indexOf(' ');
            if (space < 1 || line.length() > MAX_TEXT + 100) {
                throw new IllegalArgumentException("a fact is not of the form 'name value'");
            }
            String name = line.substring(0, space);
            String value = line.substring(space + 1);
            if (name.equals("operand")) {
                Operand operand = operand(value);
                operands.put(operand.path(), operand);
            } else if (!value.isEmpty() && single.put(name, value) != null) {
                throw new IllegalArgumentException("a fact is stated twice");
            }
        }
        if (length > MAX_HEAD) {
            throw new IllegalArgumentException("the facts do not end");
        }
        if (operands.size() > MAX_OPERANDS) {
            throw new IllegalArgumentException("more than %d operands".formatted(MAX_OPERANDS));
        }
        String host = single.getOrDefault("host", "");
        return new Facts(
                MACHINE.matcher(host).matches() ? host : "",
                "block".equals(single.get("on-failure")),
                repository(single),
                List.copyOf(operands.values()),
                List.copyOf(images.values()));
    }

    private static Operand operand(String value) {
        int space = value.indexOf(' ');
        if (space < 1 || space == value.length() - 1) {
            throw new IllegalArgumentException("an operand is not of the form 'digest path'");
        }
        String digest = value.substring(0, space);
        return new Operand(value.substring(space + 1), digest.equals("-") ? null : Digest.parse("sha256:" + digest));
    }

    private static PreImage preImage(String value) {
        int space = value.indexOf(' ');
        if (space < 0 || space == value.length() - 1) {
            throw new IllegalArgumentException("a pre-image is not of the form 'base64 path'");
        }
        return new PreImage(value.substring(space + 1), Base64.getDecoder().decode(value.substring(0, space)));
    }

    private static @Nullable Repository repository(Map<String, String> single) {
        String remote = single.get("remote");
        String dirty = single.get("dirty");
        Repository repository = new Repository(
                remote == null ? null : USER.matcher(remote).replaceFirst("$1"),
                single.get("branch"),
                single.get("head"),
                dirty == null ? null : dirty.equals("true"));
        return repository.equals(new Repository(null, null, null, null)) ? null : repository;
    }
}
