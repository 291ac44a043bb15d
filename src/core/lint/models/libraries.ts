import { borrows, closes, type Model, takes, takesOnSuccess, uses } from './describe';

/** Libraries that networking programs hand their descriptors to. */
export const libraries: readonly Model[] = [
  // SSL_free does not close a descriptor that SSL_set_fd was given: the BIO is made with BIO_NOCLOSE.
  borrows('SSL_set_fd(3)', 'SSL_set_fd SSL_set_rfd SSL_set_wfd'),
  takes('BIO_new_socket(3)', 'BIO_new_socket BIO_new_fd BIO_new_dgram BIO_set_fd', 0, 1),
  closes('BIO_closesocket(3)', 'BIO_closesocket evutil_closesocket'),
  uses(
    'evutil_make_socket_nonblocking(3)',
    'evutil_make_socket_nonblocking evutil_make_socket_closeonexec evutil_make_listen_socket_reuseable',
  ),
  takes(
    'bufferevent_socket_new(3)',
    'bufferevent_socket_new bufferevent_openssl_socket_new bufferevent_setfd',
    1,
  ),
  takes(
    'evconnlistener_new(3)',
    'evconnlistener_new evhttp_accept_socket evhttp_accept_socket_with_handle',
    1,
    5,
  ),
  borrows('event_new(3)', 'event_set event_assign event_new evtimer_new'),
  takesOnSuccess('uv_tcp_open(3)', 'uv_tcp_open uv_pipe_open uv_udp_open', 1),
  borrows('uv_poll_init(3)', 'uv_poll_init uv_poll_init_socket'),
  borrows(
    'libssh2_session_handshake(3)',
    'libssh2_session_handshake libssh2_session_startup gnutls_transport_set_int gnutls_transport_set_int2',
  ),
  borrows('curl_multi_assign(3)', 'curl_multi_assign curl_multi_socket_action curl_multi_socket'),
  takes(
    'g_io_channel_unix_new(3)',
    'g_io_channel_unix_new g_socket_new_from_fd g_unix_input_stream_new g_unix_output_stream_new',
    0,
  ),
];
