import {
  borrows,
  closes,
  fills,
  type Model,
  opens,
  takes,
  takesOnSuccess,
  takesUnlessNull,
  uses,
} from './describe';

/** Libraries that networking programs hand their descriptors to. */
export const libraries: readonly Model[] = [
  // SSL_free does not close a descriptor that SSL_set_fd was given: the BIO is made with BIO_NOCLOSE.
  borrows('SSL_set_fd(3)', 'SSL_set_fd SSL_set_rfd SSL_set_wfd'),
  closes('BIO_closesocket(3)', 'BIO_closesocket'),
  closes('libevent util.h', 'evutil_closesocket'),
  uses(
    'libevent util.h',
    'evutil_make_socket_nonblocking evutil_make_socket_closeonexec evutil_make_listen_socket_reuseable',
  ),
  takes('libevent bufferevent.h', 'bufferevent_setfd', 1),
  takes('libevent http.h', 'evhttp_accept_socket evhttp_accept_socket_with_handle', 1),
  borrows('libevent event.h', 'event_set event_assign evtimer_new event_add event_del event_free'),
  // The loop calls back with the descriptor for as long as the event is there; without an event, it stays the caller's.
  takesUnlessNull('libevent event.h', 'event_new', 1),
  borrows('libevent listener.h', 'evconnlistener_get_fd evconnlistener_enable evconnlistener_disable'),
  takesUnlessNull('libz zlib.h', 'gzdopen', 0),
  // Sent with the message, and closed then.
  takes('imsg_compose(3)', 'imsg_compose imsg_composev', 4),
  // uv_close closes what uv_tcp_open took; uv_poll_t never closes.
  takesOnSuccess('libuv tcp documentation', 'uv_tcp_open uv_pipe_open uv_udp_open', 1),
  borrows('libuv poll documentation', 'uv_poll_init uv_poll_init_socket uv_poll_start uv_poll_stop'),
  borrows('libuv handle documentation', 'uv_close uv_fileno uv_is_closing'),
  borrows(
    'libssh2_session_handshake(3)',
    'libssh2_session_handshake libssh2_session_startup gnutls_transport_set_int gnutls_transport_set_int2',
  ),
  borrows('curl_multi_assign(3)', 'curl_multi_assign curl_multi_socket_action curl_multi_socket'),
  // What CURLOPT_OPENSOCKETFUNCTION's callback returns is closed by CURLOPT_CLOSESOCKETFUNCTION's.
  borrows('curl_easy_setopt(3)', 'curl_easy_setopt curl_easy_getinfo'),
  // sd-daemon: descriptors from 3 on were opened by the service manager, and are the program's.
  borrows(
    'sd_listen_fds(3)',
    'sd_listen_fds sd_listen_fds_with_names sd_is_socket sd_is_socket_inet sd_is_socket_unix sd_is_fifo sd_is_special sd_is_mq',
  ),
  borrows('sd_notify(3)', 'sd_notify sd_notifyf sd_pid_notify sd_pid_notify_with_fds sd_booted'),
  borrows('sd_event_add_io(3)', 'sd_event_add_io'),
  opens('sd_journal_stream_fd(3)', 'sd_journal_stream_fd', 'descriptor'),
  closes('safe_close (systemd, fd-util.h)', 'safe_close safe_close_above_stdio asynchronous_close'),
  closes('g_close (GLib documentation)', 'g_close'),
  opens('g_open (GLib documentation)', 'g_open g_creat g_mkstemp g_mkstemp_full', 'descriptor'),
  fills('g_unix_open_pipe (GLib documentation)', 'g_unix_open_pipe', ['0.*', '0.*.+1'], 'descriptor', {
    success: 1,
    failure: 0,
  }),
  takes(
    'g_io_channel_unix_new (GLib documentation)',
    'g_io_channel_unix_new g_socket_new_from_fd g_unix_input_stream_new g_unix_output_stream_new',
    0,
  ),
];
