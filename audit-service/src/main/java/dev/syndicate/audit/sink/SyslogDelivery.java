package dev.syndicate.audit.sink;

import dev.syndicate.audit.format.ExportedRecord;
import dev.syndicate.audit.format.RecordFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Frames of octet-counted messages, one connection a batch. Syslog knows no acknowledgement, and what the kernel took may
 * never be read. So the sending side is shut after the batch, and the receiver's own end of the connection, which comes
 * after it has read everything, counts as the acknowledgement.
 */
final class SyslogDelivery implements Delivery {

    private static final int GLANCE_MILLIS = 50;

    private final SinkProperties.Syslog receiver;
    private final RecordFormat format;
    private final Duration timeout;
    private final SSLContext tls;

    SyslogDelivery(SinkProperties.Syslog receiver, RecordFormat format, Duration timeout, SSLContext tls) {
        this.receiver = receiver;
        this.format = format;
        this.timeout = timeout;
        this.tls = tls;
    }

    @Override
    public void send(SinkBatch batch) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            for (ExportedRecord record : batch.records()) {
                out.write(format.framed(record));
            }
            out.flush();
            requireOpen(socket);
            socket.shutdownOutput();
            awaitEnd(socket);
        }
    }

    /** A receiver that ends the connection first has not read to the end of it. */
    private void requireOpen(Socket socket) throws IOException {
        socket.setSoTimeout(GLANCE_MILLIS);
        try {
            if (socket.getInputStream().read() < 0) {
                throw new IOException("The receiver closed the connection before the batch had ended");
            }
        } catch (SocketTimeoutException stillOpen) {
            // as it should be: syslog receivers say nothing
        }
        socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
    }

    private static void awaitEnd(Socket socket) throws IOException {
        byte[] ignored = new byte[512];
        int read = 0;
        while (read >= 0) {
            read = socket.getInputStream().read(ignored);
        }
    }

    private Socket connect() throws IOException {
        int millis = Math.toIntExact(timeout.toMillis());
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(receiver.host(), receiver.port()), millis);
            socket.setSoTimeout(millis);
            return receiver.plaintext() ? socket : secured(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Socket secured(Socket plain) throws IOException {
        SSLSocket secured =
                (SSLSocket) tls.getSocketFactory().createSocket(plain, receiver.host(), receiver.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }
}
