package dev.syndicate.platform.command;

import java.io.IOException;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;

/**
 * What a command's home answered, read to its end.
 *
 * @param result the header of this name; absent unless there is a result
 * @param outcome the header of this name; absent where no handler answered
 */
@SuppressWarnings("ArrayRecordComponent") // Read once and not compared.
record CommandReply(
        int status, @Nullable String result, @Nullable String outcome, byte[] body) {

    static CommandReply of(ClassicHttpResponse response) throws IOException {
        byte[] body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
        return new CommandReply(
                response.getCode(),
                header(response, CommandHeaders.RESULT),
                header(response, CommandHeaders.OUTCOME),
                body);
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name))
                .map(Header::getValue)
                .orElse(null);
    }
}
