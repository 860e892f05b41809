"""Icons of our own, drawn on a grid of 20 with a line of 1.75; the one place where they are kept."""

ICONS: dict[str, str] = {
    "alert": '<path d="M10 3 2.5 16.5h15z"/><path d="M10 8.2v3.6M10 14.2v.1"/>',
    "back": '<path d="M8 5 3.5 9.5 8 14"/><path d="M4 9.5h8.5a4 4 0 0 1 0 8H10"/>',
    "building": '<path d="M3 17h14M5 17V4h6v13M11 8h4v9M7.5 7h1M7.5 10h1M7.5 13h1"/>',
    "calendar": '<path d="M3 5h14v12H3zM3 9h14M7 3v4M13 3v4"/>',
    "camera": '<path d="M3 6h3l1.5-2h5L14 6h3v10H3z"/><circle cx="10" cy="10.8" r="3"/>',
    "chart": '<path d="M3 17h14M5.5 17v-5M10 17V5M14.5 17V9"/>',
    "check": '<path d="m4 10.5 4 4 8-9"/>',
    "check-circle": '<circle cx="10" cy="10" r="7.2"/><path d="m6.8 10.3 2.3 2.3 4.2-4.8"/>',
    "clock": '<circle cx="10" cy="10" r="7.2"/><path d="M10 6v4.2l2.8 1.8"/>',
    "columns": '<path d="M3 4h14v12H3zM8 4v12M12.5 4v12"/>',
    "copy": '<path d="M7 7h9v10H7zM4 13V3h9"/>',
    "cross": '<circle cx="10" cy="10" r="7.2"/><path d="m7.4 7.4 5.2 5.2M12.6 7.4l-5.2 5.2"/>',
    "dash": '<circle cx="10" cy="10" r="7.2" stroke-dasharray="2.2 2.3"/>',
    "down": '<path d="m5 8 5 5 5-5"/>',
    "download": '<path d="M10 3v9M6 8.5l4 4 4-4M3.5 16.5h13"/>',
    "edit": '<path d="m4 13.5 9-9 2.5 2.5-9 9-3 .5z"/><path d="m11.5 6 2.5 2.5"/>',
    "eye": '<path d="M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10z"/><circle cx="10" cy="10" r="2.3"/>',
    "filter": '<path d="M3 4h14l-5.5 6.5V16l-3 1.5v-7z"/>',
    "flag": '<path d="M5 17.5V3M5 4h10l-2 3.2L15 10.5H5"/>',
    "gift": (
        '<path d="M3 8h14v3H3zM4.5 11v6h11v-6M10 8v9"/>'
        '<path d="M10 8S6.5 8 6.5 5.5 10 4.5 10 8zm0 0s3.5 0 3.5-2.5S10 4.5 10 8z"/>'
    ),
    "half": '<circle cx="10" cy="10" r="7.2"/><path d="M10 2.8a7.2 7.2 0 0 1 0 14.4z" fill="currentColor"/>',
    "history": '<path d="M3.5 10a6.5 6.5 0 1 0 2-4.7L3.5 7M3.5 3v4h4M10 6.5V10l2.5 1.5"/>',
    "home": '<path d="M2.5 9.5 10 3l7.5 6.5"/><path d="M5 8v9h10V8M8.5 17v-5h3v5"/>',
    "inbox": '<path d="M3 11 5.5 4h9L17 11v5H3z"/><path d="M3 11h4l1 2h4l1-2h4"/>',
    "info": '<circle cx="10" cy="10" r="7.2"/><path d="M10 9.2V14M10 6.4v.1"/>',
    "key": '<circle cx="6.5" cy="13.5" r="3.5"/><path d="m9 11 7.5-7.5M13 7l2.5 2.5"/>',
    "leave": '<path d="M8 3H4v14h4M8 10h9M13.5 6.5 17 10l-3.5 3.5"/>',
    "left": '<path d="m12 5-5 5 5 5"/>',
    "letter": '<path d="M5 2.5h7l3.5 3.5v11.5H5z"/><path d="M12 2.5V6h3.5M7.5 10h5M7.5 13.5h5"/>',
    "list": '<path d="M3 5h2M3 10h2M3 15h2M8 5h9M8 10h9M8 15h9"/>',
    "lock": '<path d="M5 9h10v8H5z"/><path d="M7 9V6.5a3 3 0 0 1 6 0V9M10 12.5v1.5"/>',
    "mail": '<path d="M3 5h14v10.5H3z"/><path d="m3 6 7 5 7-5"/>',
    "map": '<path d="m2.5 5 5-2 5 2 5-2v12l-5 2-5-2-5 2z"/><path d="M7.5 3v12M12.5 5v12"/>',
    "meeting": '<path d="M3 9h14v3H3zM5 12v5M15 12v5"/><circle cx="6" cy="5" r="1.7"/><circle cx="14" cy="5" r="1.7"/>',
    "menu": '<path d="M3 6h14M3 10h14M3 14h14"/>',
    "moon": '<path d="M15.5 12.5A6.5 6.5 0 0 1 7.5 4.5a6.5 6.5 0 1 0 8 8z"/>',
    "people": (
        '<circle cx="7" cy="7" r="2.8"/><path d="M2 17c0-3 2.2-5 5-5s5 2 5 5"/>'
        '<path d="M13 4.6a2.8 2.8 0 0 1 0 5M14.2 12.4c2.2.5 3.8 2.3 3.8 4.6"/>'
    ),
    "person": '<circle cx="10" cy="7" r="3.2"/><path d="M4 17.5c0-3.4 2.7-5.6 6-5.6s6 2.2 6 5.6"/>',
    "phone": (
        '<path d="M4 3h3.5l1.5 4-2 1.5a9 9 0 0 0 4.5 4.5l1.5-2 4 1.5V16c0 .8-.7 1.5-1.5 1.5C9 17.5 2.5 11 '
        '2.5 4.5 2.5 3.7 3.2 3 4 3z"/>'
    ),
    "pin": (
        '<path d="M10 17.5s5.5-5.2 5.5-9.3a5.5 5.5 0 0 0-11 0c0 4.1 5.5 9.3 5.5 9.3z"/>'
        '<circle cx="10" cy="8.2" r="1.8"/>'
    ),
    "plus": '<path d="M10 4v12M4 10h12"/>',
    "print": '<path d="M6 7V3h8v4M6 14H3V7h14v7h-3"/><path d="M6 11.5h8V17H6z"/>',
    "question": '<circle cx="10" cy="10" r="7.2"/><path d="M8 8a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4M10 13.7v.1"/>',
    "right": '<path d="m8 5 5 5-5 5"/>',
    "search": '<circle cx="9" cy="9" r="5.5"/><path d="m13.2 13.2 3.8 3.8"/>',
    "send": '<path d="M10 16V4M5 9l5-5 5 5"/>',
    "settings": '<path d="M3 6h8M15 6h2M3 14h2M9 14h8"/><circle cx="13" cy="6" r="2"/><circle cx="7" cy="14" r="2"/>',
    "shield": '<path d="M10 2.5 4 5v5c0 3.8 2.6 6.3 6 7.5 3.4-1.2 6-3.7 6-7.5V5z"/><path d="m7.3 9.8 2 2 3.5-3.8"/>',
    "signal": '<path d="M3.5 8.6a9.5 9.5 0 0 1 13 0M6.2 11.6a5.5 5.5 0 0 1 7.6 0"/><circle cx="10" cy="15" r=".8"/>',
    "signal-off": (
        '<path d="M3 3l14 14M6.5 11.5a5 5 0 0 1 3-1.4M3.5 8.6A9.5 9.5 0 0 1 7 6.6M16.5 8.6a9.5 9.5 0 0 '
        '0-5.5-2.5M13.5 11.5a5 5 0 0 0-.8-.6"/><circle cx="10" cy="15" r=".8"/>'
    ),
    "sort": '<path d="m6 8 4-4 4 4M6 12l4 4 4-4"/>',
    "table": '<path d="M3 4h14v12H3zM3 8h14M3 12h14M8.5 8v8"/>',
    "text": '<path d="M2 15 6 5l4 10M3.4 11.8h5.2M12 15l2.6-6.5L17.3 15M12.9 13h3.5"/>',
    "trash": '<path d="M4 6h12M8 6V3.5h4V6M5.5 6l.7 11h7.6l.7-11M8.5 9v5M11.5 9v5"/>',
    "up": '<path d="m5 12 5-5 5 5"/>',
    "upload": '<path d="M10 12V3M6 7l4-4 4 4M3.5 16.5h13"/>',
}

# The mark above the name: a placeholder until an office puts its own
MARK = (
    '<path fill="#f6bd27" d="M18 3 34 17H2z"/><path fill="#d3a57e" d="M6 19h24v4H6z"/>'
    '<path class="mark-posts" d="M8 25h4v8H8zM16 25h4v8h-4zM24 25h4v8h-4z"/>'
    '<path class="mark-door" d="m18 8 5.7 5H12.3z"/>'
)
