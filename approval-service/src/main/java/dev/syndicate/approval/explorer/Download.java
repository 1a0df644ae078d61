package dev.syndicate.approval.explorer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** What audit-service streams, handed on as it comes. Where that ends early, so does this: half a file is no file. */
final class Download {

    private final ClientHttpResponse answer;

    Download(ClientHttpResponse answer) {
        this.answer = answer;
    }

    ResponseEntity<StreamingResponseBody> handOn() {
        HttpHeaders from = answer.getHeaders();
        ResponseEntity.BodyBuilder to = ResponseEntity.ok();
        for (String name : new String[] {HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_DISPOSITION}) {
            String value = from.getFirst(name);
            if (value != null) {
                to.header(name, value);
            }
        }
        return to.body(this::copy);
    }

    private void copy(OutputStream out) throws IOException {
        try (answer;
                InputStream in = answer.getBody()) {
            in.transferTo(out);
        }
    }
}
