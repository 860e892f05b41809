"""Login: no public sign-up, argon2, a second factor above the village, lock-out kept in the database."""

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: refuses who is locked out before a password is looked at
    "kesos.access.login.backend.Backend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

_VALIDATORS = "kesos.access.login.passwords"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}.LongEnough"},
    {"NAME": f"{_VALIDATORS}.NotCommon"},
    {"NAME": f"{_VALIDATORS}.NotOnlyNumbers"},
    {"NAME": f"{_VALIDATORS}.NotLikeTheUser"},
]

ACCOUNT_ADAPTER = "kesos.access.login.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]  # sign-up itself is closed by the adapter
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator invites; the address is the office's
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# guessing is counted by axes in the database, which all workers share
ACCOUNT_RATE_LIMITS = {"login_failed": None, "login": "60/m/ip"}
ACCOUNT_FORMS = {"login": "kesos.access.login.forms.LoginForm"}

MFA_ADAPTER = "kesos.access.login.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Kesos"
MFA_TOTP_TOLERANCE = 1  # phones of the field run late
MFA_RECOVERY_CODES_SHOW_ONCE = True

AXES_CLIENT_IP_CALLABLE = "kesos.access.login.lockout.address_of"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "kesos.access.login.lockout.typed_name"
AXES_FAILURE_LIMIT = "kesos.access.login.lockout.failures_allowed"
AXES_COOLOFF_TIME = "kesos.access.login.lockout.pause"
AXES_LOCKOUT_CALLABLE = "kesos.access.login.lockout.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # sign-ins stand in the audit
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
