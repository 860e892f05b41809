"""Addresses of access. Those of the sign-in library stand below /akun/ too, in the house's own list."""

from django.urls import path

from kesos.access.web import account_views as mine
from kesos.access.web import feature_views as features
from kesos.access.web import limit_views as limits
from kesos.access.web import role_views as roles
from kesos.access.web import user_views as users

app_name = "access"
urlpatterns = [
    path("akun/saya/", mine.account, name="account"),
    path("akun/email/", mine.email, name="email"),
    path("akun/token/baru/", mine.new_token, name="new_token"),
    path("akun/token/<int:token_id>/cabut/", mine.revoke_token, name="revoke_token"),
    path("akun/sesi/", mine.my_sessions, name="my_sessions"),
    path("akun/sesi/sisa/", mine.time_left, name="time_left"),
    path("akun/sesi/lanjut/", mine.stay, name="stay"),
    path("akun/sesi/berakhir/", mine.session_over, name="session_over"),
    path("akun/tautan/<str:secret>/", mine.link, name="link"),
    path("akun/undangan/<str:secret>/", mine.invitation, name="invitation"),
    path("akun/sesi-petugas/", mine.staff_session, name="staff_session"),
    path("akun/sesi-petugas/tutup/", mine.close_staff_session, name="close_staff_session"),
    path("pengguna/", users.user_list, name="users"),
    path("pengguna/baru/", users.invite, name="invite"),
    path("pengguna/<int:user_id>/", users.user_page, name="user"),
    path("pengguna/<int:user_id>/ubah/", users.change, name="change"),
    path("pengguna/<int:user_id>/peran/", users.give_grant, name="give_grant"),
    path("pengguna/<int:user_id>/wakil/", users.delegate, name="delegate"),
    path("pengguna/<int:user_id>/undang/", users.invite_again, name="invite_again"),
    path("pengguna/<int:user_id>/keadaan/", users.set_active, name="set_active"),
    path("pengguna/<int:user_id>/buka-kunci/", users.release_lock, name="release_lock"),
    path("pengguna/<int:user_id>/pengaman/", users.remove_second_factor, name="remove_second_factor"),
    path("penugasan/<int:grant_id>/akhiri/", users.end_grant, name="end_grant"),
    path("penugasan/wakil/<int:delegation_id>/akhiri/", users.end_delegation, name="end_delegation"),
    path("ketentuan/", limits.limits, name="limits"),
    path("fitur-wilayah/", features.page, name="features"),
    path("peran/", roles.role_list, name="roles"),
    path("peran/<str:code>/", roles.role_page, name="role"),
]
