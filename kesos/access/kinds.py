"""What access records."""

KINDS = {
    "access.signed_in": "Masuk.",
    "access.signed_out": "Keluar.",
    "access.password_set": "Kata sandi diganti; sesi lain diakhiri.",
    "access.link_used": "Masuk dengan tautan sekali pakai ({purpose}).",
    "access.sessions_ended": "{count} sesi lain diakhiri.",
    "access.user_invited": "Akun dibuat untuk {name}; tautan undangan ditunjukkan sekali kepada pembuatnya.",
    "access.reset_sent": "Jalan membuat kata sandi baru dikirim ke surel {name}.",
    "access.user_changed": "Data akun diubah: {fields}.",
    "access.user_deactivated": "Akun dinonaktifkan: {reason}.",
    "access.user_reactivated": "Akun diaktifkan lagi: {reason}.",
    "access.grant_given": "Peran {role} diberikan untuk {area}: {reason}.",
    "access.grant_ended": "Peran {role} untuk {area} diakhiri: {reason}.",
    "access.delegated": "{form} {role} untuk {area} ditugaskan dengan surat {letter}.",
    "access.delegation_ended": "{form} {role} untuk {area} diakhiri.",
    "access.staff_session_opened": "Sesi petugas dibuka {minutes} menit di {area}: {reason}.",
    "access.staff_session_closed": "Sesi petugas ditutup.",
    "access.lock_released": "Kunci masuk dibuka untuk {name}.",
    "access.token_made": "Token API «{token}» dibuat untuk cakupan {scopes}.",
    "access.token_revoked": "Token API «{token}» dicabut.",
    "access.second_factor_removed": "Pengaman kedua dihapus atas permintaan pemilik akun: {reason}.",
    "access.feature_off": "{feature} dimatikan di {place} mulai {start}: {reason}.",
    "access.feature_on": "{feature} dinyalakan lagi di {place}: {reason}.",
    "access.setting_changed": "{key} menjadi {value} mulai {start}.",
}
# looking at data or taking it out, for the access log
LOOKS = frozenset({"access.staff_session_opened"})

# where the sentence begins with what differs
LABELS = {
    "access.feature_off": "Fitur dimatikan",
    "access.feature_on": "Fitur dinyalakan",
    "access.delegated": "Plt. atau Plh. ditugaskan",
    "access.delegation_ended": "Tugas Plt. atau Plh. diakhiri",
    "access.sessions_ended": "Sesi lain diakhiri",
    "access.setting_changed": "Ketentuan diubah",
    "access.staff_session_opened": "Sesi petugas dibuka",
}
